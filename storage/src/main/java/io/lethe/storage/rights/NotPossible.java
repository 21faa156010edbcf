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
    SUBJECT_NOT_TOLD("The subject has to be told first, and there is no address to write to.");

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

  public Why why() {
    return why;
  }
}
