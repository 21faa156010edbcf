package io.lethe.storage.upload;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file of boxes (ISO/IEC 14496-12, 4.2; QuickTime's are the same) whose heads are read while its
 * bytes flow past, in constant memory, and refused by its {@link Rules}.
 */
public final class BoxWatch extends Watched {
  private static final int SHORT = 8;
  private static final int LONG = 16;

  private final Rules rules;
  private final byte[] head = new byte[LONG];
  private int filled;
  private int wanted = SHORT;
  private long bodyLeft;
  private boolean toTheEnd;

  public BoxWatch(InputStream file, Rules rules) {
    super(file);
    this.rules = rules;
  }

  /** What a file has to be like. Whatever is thrown ends the reading. */
  public interface Rules {
    /** The head of a box has passed whole; its body follows. */
    void box(Box box) throws IOException;

    /** Bytes of a head are about to pass. */
    default void head(byte[] bytes, int from, int to) throws IOException {}

    /** Bytes of the body of the newest box are about to pass. */
    default void body(byte[] bytes, int from, int to) throws IOException {}

    /**
     * The file has ended.
     *
     * @param whole whether it ended with the end of a box
     */
    void end(boolean whole) throws IOException;
  }

  /**
   * The head of a box.
   *
   * @param type its four letters as a number
   * @param head in bytes
   * @param size in bytes, with the head; a file that lies may say less than that
   * @param toTheEnd whether it lasts to the end of the file, and names no size
   */
  public record Box(int type, int head, long size, boolean toTheEnd) {
    public boolean isHonest() {
      return toTheEnd || size >= head;
    }
  }

  @Override
  void end() throws IOException {
    rules.end(filled == 0 && (bodyLeft == 0 || toTheEnd));
  }

  @Override
  void look(byte[] bytes, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      if (bodyLeft > 0) {
        int passed = (int) Math.min(bodyLeft, to - at);
        rules.body(bytes, at, at + passed);
        bodyLeft -= passed;
        at += passed;
      } else {
        int taken = Math.min(wanted - filled, to - at);
        System.arraycopy(bytes, at, head, filled, taken);
        rules.head(bytes, at, at + taken);
        filled += taken;
        at += taken;
        if (filled == wanted) {
          box();
        }
      }
    }
  }

  private void box() throws IOException {
    long size = number(0, 4);
    if (size == 1 && wanted == SHORT) {
      wanted = LONG;
      return;
    }
    Box box =
        new Box((int) number(4, 4), wanted, wanted == LONG ? number(SHORT, 8) : size, size == 0);
    rules.box(box);
    toTheEnd = box.toTheEnd();
    bodyLeft = toTheEnd ? Long.MAX_VALUE : Math.max(0, box.size() - wanted);
    filled = 0;
    wanted = SHORT;
  }

  private long number(int offset, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | (head[offset + i] & 0xFF);
    }
    return value;
  }
}
