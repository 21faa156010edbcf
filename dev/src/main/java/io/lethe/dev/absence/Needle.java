package io.lethe.dev.absence;

/**
 * One run of bytes that is searched for. What it is called may be shown; the bytes never are.
 *
 * @param marker what was planted, in words
 */
record Needle(String marker, Encoding encoding, byte[] bytes) {
  @Override
  public String toString() {
    return marker + " (" + encoding.words() + ")";
  }
}
