/* zlib, which the system provides: the Debian package zlib1g-dev. Only the trait Gzip needs it. */
#include <zlib.h>
