package io.lethe.api.staff;

/** A page of the console is not shown, or a form not taken, for a reason that a person can mend. */
public final class PageRefused extends RuntimeException {
  private final int status;
  private final String title;
  private final String remedy;

  public PageRefused(int status, String title, String remedy) {
    super(title);
    this.status = status;
    this.title = title;
    this.remedy = remedy;
  }

  static PageRefused withoutSession() {
    return new PageRefused(
        401,
        "Please sign in",
        "You are not signed in, or your session is over. What was in a form was not taken.");
  }

  static PageRefused withoutFormWord() {
    return new PageRefused(
        403,
        "This form is not from your session",
        "Nothing was done. Open the page again and repeat it there.");
  }

  static PageRefused withoutRole() {
    return new PageRefused(
        403,
        "You have no role here",
        "The identity provider signed you in, but names neither of the roles compliance and"
            + " operator. Ask whoever gives out roles there.");
  }

  public static PageRefused signInFailed() {
    return new PageRefused(
        400,
        "The sign-in did not succeed",
        "It took too long, was begun in another window, or was refused by the identity provider."
            + " Begin again.");
  }

  /** Whether signing in mends it. */
  public boolean isOfSignIn() {
    return status == 401 || status == 400;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String remedy() {
    return remedy;
  }
}
