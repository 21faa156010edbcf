package io.lethe.workers.video;

import io.lethe.storage.upload.BoxWatch;
import io.lethe.storage.upload.BoxWatch.Box;
import java.io.InputStream;

/**
 * What the provider's video has to be like while its bytes flow past: it starts with {@code ftyp},
 * holds a {@code moov}, and each box is there to its last byte. It does not decode.
 */
final class Mp4Check implements BoxWatch.Rules {
  private static final int FTYP = 0x66747970;
  private static final int MOOV = 0x6D6F6F76;

  private boolean begun;
  private boolean moov;

  private Mp4Check() {}

  /** The same bytes; the read that finds out that it is no whole MP4 throws. */
  static InputStream watch(InputStream video) {
    return new BoxWatch(video, new Mp4Check());
  }

  @Override
  public void box(Box box) throws UnusableVideo {
    require(begun || box.type() == FTYP);
    require(box.isHonest());
    begun = true;
    moov |= box.type() == MOOV;
  }

  @Override
  public void end(boolean whole) throws UnusableVideo {
    require(begun && moov && whole);
  }

  private static void require(boolean wellFormed) throws UnusableVideo {
    if (!wellFormed) {
      throw new UnusableVideo();
    }
  }
}
