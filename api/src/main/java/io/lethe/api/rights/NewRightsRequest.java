package io.lethe.api.rights;

import io.lethe.api.problem.RequestRefusal;
import io.lethe.domain.rights.Right;
import io.lethe.storage.holding.Correction;
import io.lethe.storage.rights.NewRequest;
import io.lethe.storage.rights.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a subject asks for.
 *
 * @param details in the subject's own words; personal
 * @param corrections for a correction: what is wrong
 * @param statement for a correction: what the subject says where data stays as it is
 */
record NewRightsRequest(
    @Nullable Right right,
    @Nullable String details,
    @Nullable List<@Nullable NewCorrection> corrections,
    @Nullable NewStatement statement) {

  /**
   * @param value what it should be; null if there should be none
   */
  record NewCorrection(Correction.@Nullable Field field, @Nullable String value) {
    @Override
    public String toString() {
      return "NewCorrection[" + field + "]";
    }
  }

  record NewStatement(@Nullable String about, @Nullable String words) {
    @Override
    public String toString() {
      return "NewStatement";
    }
  }

  /**
   * @throws io.lethe.api.problem.Refused naming the first field that can't be worked with
   */
  static Right check(@Nullable Right right, @Nullable String details) {
    if (right == null) {
      throw missing("/right");
    }
    if (details != null && details.length() > NewRequest.MOST_DETAILS) {
      throw unusable("/details", "It may have " + NewRequest.MOST_DETAILS + " characters.");
    }
    return right;
  }

  /** Otherwise as {@link #check(Right, String)}. */
  Right check() {
    Right asked = check(right, details);
    if (asked != Right.CORRECTION) {
      requireAbsent("/corrections", corrections);
      requireAbsent("/statement", statement);
    }
    return asked;
  }

  private static void requireAbsent(String pointer, @Nullable Object field) {
    if (field != null) {
      throw unusable(pointer, "It belongs to the right CORRECTION only.");
    }
  }

  /**
   * @throws io.lethe.api.problem.Refused naming the first field that can't be worked with
   */
  List<Correction> checkedCorrections() {
    List<Correction> checked = new ArrayList<>();
    Set<Correction.Field> named = EnumSet.noneOf(Correction.Field.class);
    for (@Nullable NewCorrection one :
        corrections == null ? List.<@Nullable NewCorrection>of() : corrections) {
      String pointer = "/corrections/" + checked.size();
      // What stands in a JSON list may be null.
      Correction.Field field = one == null ? null : one.field();
      if (field == null) {
        throw missing(pointer + "/field");
      }
      if (!named.add(field)) {
        throw unusable(pointer + "/field", "It is named twice.");
      }
      checked.add(correction(pointer + "/value", field, one.value()));
    }
    return checked;
  }

  private static Correction correction(
      String pointer, Correction.Field field, @Nullable String value) {
    try {
      return new Correction(field, value == null ? null : value.strip());
    } catch (IllegalArgumentException unusable) {
      throw unusable(
          pointer,
          switch (field) {
            case EMAIL -> "It is no address that mail can be sent to.";
            case DISPLAY_NAME -> "It has 1 to 100 characters, and no control characters.";
            case LOCALE -> "It is like en or pt-BR.";
            case DEVICE -> "It is the device as the access package names it.";
          });
    }
  }

  /**
   * @param places where data lies, by name
   * @throws io.lethe.api.problem.Refused naming the first field that can't be worked with
   */
  @Nullable Statement checkedStatement(List<String> places) {
    if (statement == null) {
      return null;
    }
    String about = statement.about();
    String words = statement.words();
    if (about == null || !places.contains(about)) {
      throw unusable("/statement/about", "It is one of: " + String.join(", ", places) + ".");
    }
    try {
      return new Statement(about, words == null ? "" : words);
    } catch (IllegalArgumentException unusable) {
      throw unusable("/statement/words", "It has 1 to " + NewRequest.MOST_DETAILS + " characters.");
    }
  }

  private static RuntimeException missing(String pointer) {
    return unusable(pointer, "The field is missing.");
  }

  private static RuntimeException unusable(String pointer, String detail) {
    return new RequestRefusal.InvalidField(pointer, detail).asException();
  }

  /** Without what the subject wrote: this text may reach a log. */
  @Override
  public String toString() {
    return "NewRightsRequest[" + right + "]";
  }
}
