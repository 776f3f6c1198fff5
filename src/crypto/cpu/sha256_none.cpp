#include "crypto/sha256.h"

Compress *best_compress()
{
    return compress_portable;
}
