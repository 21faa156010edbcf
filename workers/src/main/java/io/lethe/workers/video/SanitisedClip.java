package io.lethe.workers.video;

import io.lethe.workers.video.ClipUnits.Range;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * A clip that is fit to leave, as long as the one that it is made of is open.
 *
 * @param header all that is new
 * @param ranges all that is taken over, in order
 * @param milliseconds its length
 */
record SanitisedClip(byte[] header, List<Range> ranges, int width, int height, int milliseconds) {
  static final String MEDIA_TYPE = "video/mp4";

  /** Its bytes, read from the original as they are asked for. */
  InputStream bytes(SeekableByteChannel original) {
    return new InputStream() {
      private int nextRange = -1;
      private long left = header.length;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        while (left == 0) {
          if (++nextRange == ranges.size()) {
            nextRange--;
            return -1;
          }
          left = ranges.get(nextRange).length();
          original.position(ranges.get(nextRange).from());
        }
        int wanted = (int) Math.min(left, length);
        int read = nextRange < 0 ? ours(bytes, offset, wanted) : theirs(bytes, offset, wanted);
        left -= read;
        return read;
      }

      private int ours(byte[] bytes, int offset, int wanted) {
        System.arraycopy(header, header.length - (int) left, bytes, offset, wanted);
        return wanted;
      }

      private int theirs(byte[] bytes, int offset, int wanted) throws IOException {
        int read = original.read(ByteBuffer.wrap(bytes, offset, wanted));
        if (read < 0) {
          throw new EOFException("the clip is shorter than the ledger says");
        }
        return read;
      }
    };
  }
}
