package io.lethe.storage.rights;

/**
 * What a subject says about data that they dispute and that is not changed, because it tells what
 * happened: kept beside it, and given out along with it. Personal: its text form says nothing.
 *
 * @param about the name of the place where the data lies, as in {@code docs/data-map.md}
 */
public record Statement(String about, String words) {

  public Statement {
    if (words.isBlank() || words.length() > NewRequest.MOST_DETAILS) {
      throw new IllegalArgumentException(
          "a statement has 1 to " + NewRequest.MOST_DETAILS + " characters");
    }
  }

  @Override
  public String toString() {
    return "Statement";
  }
}
