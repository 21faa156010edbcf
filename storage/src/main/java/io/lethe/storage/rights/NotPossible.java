package io.lethe.storage.rights;

import io.lethe.domain.rights.RequestId;

/** The request is not where this can be done with it. Look at it again, then decide. */
public final class NotPossible extends RuntimeException {
  private final Why why;

  /** What stands against it. */
  public enum Why {
    NO_SUCH_REQUEST("There is no such request."),
    CLOSED("The request is closed already."),
    BEGUN("The request is being carried out and can't be stopped any more."),
    NOT_VERIFIED("It is not established yet who asks."),
    EXTENDED_BEFORE("A deadline is extended once."),
    TOO_LATE("A deadline is extended before it is over."),
    SUBJECT_NOT_TOLD("The subject has to be told first, and there is no address to write to."),
    NAMES_NOTHING(
        "It names nothing that is corrected by itself: do what it asks by hand, then close it as done."),
    NO_SUCH_HOLD("There is no such legal hold."),
    SOMETHING_IS_HELD(
        "Something is kept of this person, so that there is a match. Choose the reason that applies."),
    NOT_CLOSED("There is no answer yet that could have been told."),
    NOT_BY_LETTER("The person sees the answer where they asked."),
    TOLD_BEFORE("It is recorded already that the answer was told.");

    private final String sentence;

    Why(String sentence) {
      this.sentence = sentence;
    }

    public String sentence() {
      return sentence;
    }
  }

  NotPossible(RequestId request, Why why) {
    super("request " + request + ": " + why.sentence());
    this.why = why;
  }

  private NotPossible(String message, Why why) {
    super(message);
    this.why = why;
  }

  static NotPossible noSuchHold() {
    return new NotPossible(Why.NO_SUCH_HOLD.sentence(), Why.NO_SUCH_HOLD);
  }

  public Why why() {
    return why;
  }
}
