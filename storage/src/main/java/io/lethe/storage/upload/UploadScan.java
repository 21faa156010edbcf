package io.lethe.storage.upload;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a photo's structure while its bytes flow past, in constant memory (a few kilobytes,
 * whatever the size), so that bad input is refused in the very request that brings it.
 *
 * <p>Guarantees: no byte beyond {@link UploadLimits#maxBytes} is let through; dimensions are judged
 * the moment the header that holds them has passed; {@link #finish} answers only for a file whose
 * picture is there from its first to its last structural byte. It does not decode: whether the
 * compressed data make a picture is for the worker that sanitises it to find out.
 *
 * <p>What follows the picture is let through, since phones append things in good faith (motion
 * photos, a second JPEG, vendor trailers, padding) and sanitising drops them; unless the file
 * thereby is also something else: see {@link ForeignContent}.
 *
 * <p>One instance scans one upload, on one thread.
 */
public final class UploadScan {
  private final @Nullable PhotoFormat declared;
  private final UploadLimits limits;
  private final ForeignContent foreign = new ForeignContent();
  private final byte[] start = new byte[Magic.LONGEST];
  private long seen;
  private @Nullable PhotoWalk walk;
  private @Nullable UploadFault fault;

  /**
   * @param declared the format it must be in, or null if any of them will do
   */
  public UploadScan(@Nullable PhotoFormat declared, UploadLimits limits) {
    this.declared = declared;
    this.limits = limits;
  }

  /**
   * Takes the next bytes of the upload.
   *
   * @throws UploadRefused as soon as a rule is broken, and on every later call
   */
  public void accept(byte[] bytes, int offset, int length) throws UploadRefused {
    if (fault != null) {
      throw new UploadRefused(fault);
    }
    try {
      if (seen + length > limits.maxBytes()) {
        throw new UploadRefused(UploadFault.TOO_LARGE);
      }
      look(bytes, offset, offset + length);
    } catch (UploadRefused refused) {
      fault = refused.fault();
      throw refused;
    }
  }

  private void look(byte[] bytes, int from, int to) throws UploadRefused {
    int at = from;
    PhotoWalk current = walk;
    if (current == null) {
      at += keepStart(bytes, from, to);
      if (seen < start.length) {
        return;
      }
      current = walkOf(Magic.of(start, start.length));
      walk = current;
      current.accept(start, 0, start.length);
      foreign.accept(start, 0, start.length);
    }
    int picture = current.accept(bytes, at, to);
    foreign.accept(bytes, at, to);
    foreign.acceptTrailer(bytes, picture, to);
    seen += to - at;
    if (foreign.found()) {
      throw new UploadRefused(UploadFault.POLYGLOT);
    }
  }

  private int keepStart(byte[] bytes, int from, int to) {
    int taken = Math.min(start.length - (int) seen, to - from);
    System.arraycopy(bytes, from, start, (int) seen, taken);
    seen += taken;
    return taken;
  }

  private PhotoWalk walkOf(@Nullable PhotoFormat actual) throws UploadRefused {
    if (actual == null) {
      throw new UploadRefused(UploadFault.NOT_AN_IMAGE);
    }
    if (declared != null && actual != declared) {
      throw new UploadRefused(UploadFault.TYPE_MISMATCH);
    }
    return switch (actual) {
      case JPEG -> new JpegWalk(limits);
      case PNG -> new PngWalk(limits);
      case WEBP -> new WebpWalk(limits);
    };
  }

  /**
   * Says that the upload has ended. May be called again and answers the same.
   *
   * @throws UploadRefused if a rule was broken before, or the picture is not whole
   */
  public ScannedPhoto finish() throws UploadRefused {
    if (fault == null) {
      PhotoWalk current = walk;
      if (current != null && current.ended()) {
        return current.photo();
      }
      fault = missing(current);
    }
    throw new UploadRefused(fault);
  }

  private UploadFault missing(@Nullable PhotoWalk current) {
    if (seen == 0) {
      return UploadFault.EMPTY;
    }
    boolean begun = current != null || Magic.mayBecomeOne(start, (int) seen);
    return begun ? UploadFault.TRUNCATED : UploadFault.NOT_AN_IMAGE;
  }

  /**
   * The same bytes, scanned as they are read. The end of the stream calls {@link #finish}, so
   * whoever copies it never sees the regular end of a file that is refused.
   *
   * @return a stream whose reads throw {@link UploadRefused}
   */
  public InputStream watch(InputStream body) {
    return new Watched(body) {
      @Override
      void look(byte[] bytes, int from, int to) throws UploadRefused {
        accept(bytes, from, to - from);
      }

      @Override
      void end() throws UploadRefused {
        finish();
      }
    };
  }
}
