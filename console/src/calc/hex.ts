/** The bytes of "0x…". */
export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.slice(2).match(/../g) ?? [], (byte) => parseInt(byte, 16));

/** Bytes in hex as text. */
export const textOf = (hex: string): string => new TextDecoder().decode(bytesOf(hex));
