package io.lethe.workers.video;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/**
 * Hears the JPEG decoder say that data are missing or broken. It only warns and fills the rest with
 * grey: such a photo would make a paid, useless video.
 */
final class DataLoss implements IIOReadWarningListener {
  private boolean found;

  boolean found() {
    return found;
  }

  /**
   * The decoder's words, untranslated, are those of libjpeg's {@code jerror.h}. Surplus bytes
   * before a marker are left behind by some cameras and harm nothing.
   */
  @Override
  public void warningOccurred(ImageReader source, String warning) {
    boolean corrupt =
        warning.contains("Corrupt JPEG data") && !warning.contains("extraneous bytes");
    found |= corrupt || warning.contains("Premature end of JPEG");
  }
}
