package io.lethe.storage.consent;

import io.lethe.domain.consent.Notice;
import io.lethe.domain.consent.Purpose;
import java.util.List;

/** The notices in force. */
public final class Notices {
  private Notices() {}

  public static Notices load() {
    return new Notices();
  }

  /** One for each purpose. */
  public List<Notice> current() {
    throw new UnsupportedOperationException("written next");
  }

  public Notice current(Purpose purpose) {
    throw new UnsupportedOperationException("written next");
  }
}
