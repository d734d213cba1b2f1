export { ByteReader } from './byte-reader.js';
export { decodeMutf8, encodeMutf8, mutf8Width } from './mutf8.js';
