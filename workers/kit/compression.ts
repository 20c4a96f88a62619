import { constants, gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from "node:zlib";

/** Above this size bytes are stored as gzip: workerd's zstd fails once its output passes about 40 KB. */
const ZSTD_BYTES = 32 * 1024;

const ZSTD_FASTEST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const GZIP_FASTEST = { level: 1 };
/** The first byte of every gzip stream; a zstd frame begins with another. */
const GZIP_MAGIC = 0x1f;

/** Bytes as they are stored, compressed at the fastest level: zstd when small, gzip when large. */
export const compress = (bytes: Uint8Array): Uint8Array =>
  bytes.length <= ZSTD_BYTES ? zstdCompressSync(bytes, ZSTD_FASTEST) : gzipSync(bytes, GZIP_FASTEST);

/** What `compress` was given. Throws on bytes that it did not make. */
export const decompress = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === GZIP_MAGIC ? gunzipSync(bytes) : zstdDecompressSync(bytes);
