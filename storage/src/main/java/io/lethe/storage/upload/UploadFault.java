package io.lethe.storage.upload;

/** Why an upload is refused. Each is the caller's doing: the same bytes are refused again. */
public enum UploadFault {
  /** Not one byte came. */
  EMPTY,
  /** The first bytes are those of no format we take. */
  NOT_AN_IMAGE,
  /** The same for a clip. */
  NOT_A_CLIP,
  /** A photo or clip, but in another format than its {@code Content-Type} said. */
  TYPE_MISMATCH,
  /** A variant we do not take: animations, JPEG other than 8 bit baseline or progressive. */
  NOT_SUPPORTED,
  /** The file ends before the picture does. */
  TRUNCATED,
  /** The structure contradicts itself, a checksum is wrong, or the picture can't be decoded. */
  DAMAGED,
  /** More bytes than an upload may have; found while they stream in. */
  TOO_LARGE,
  /** More pixels or a longer side than a worker may decode, however small the file. */
  TOO_MANY_PIXELS,
  /** A side shorter than the models take. */
  TOO_SMALL,
  /** Narrower or wider than the models take. */
  BAD_RATIO,
  /** The file is also something else that a computer would open, run or unpack. */
  POLYGLOT
}
