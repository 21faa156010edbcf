package io.lethe.storage.rights;

import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.Right;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What came by letter, by mail to a person, or by word.
 *
 * @param address the e-mail address that is given in it, by which an account may be found
 * @param correspondent who wrote and how they are answered: name and postal address, as on the
 *     letter
 * @param details in the person's own words; may be absent
 * @param receivedOn the day it came, by the controller's calendar: the clock runs from its
 *     beginning
 */
public record NewLetter(
    @Nullable EmailAddress address,
    @Nullable String correspondent,
    Right right,
    @Nullable String details,
    LocalDate receivedOn) {
  /** What is older was answered long ago, or the year is mistyped. */
  public static final int OLDEST_DAYS = 366;

  public NewLetter {
    if (address == null && correspondent == null) {
      throw new IllegalArgumentException("a letter is from somebody");
    }
  }

  @Override
  public String toString() {
    return "NewLetter[" + right + "]";
  }
}
