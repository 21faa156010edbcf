package io.lethe.storage.vault;

/** Size of a picture in pixels, upright. */
public record Dimensions(int width, int height) {
  public Dimensions {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a picture has at least one pixel a side");
    }
  }
}
