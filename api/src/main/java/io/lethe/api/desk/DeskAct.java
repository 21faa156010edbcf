package io.lethe.api.desk;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be done about a request; each is confirmed on a page of its own. */
enum DeskAct {
  VERIFY(
      "Confirm who asks",
      "You have established, outside of this console, that the request comes from the person it is"
          + " about or from somebody who may act for them. Write down by what; keep no copies of papers.",
      "It is confirmed who asks."),
  APPROVE(
      "Approve",
      "The request is carried out at once. A deletion can't be undone: the subject's key is destroyed"
          + " first, then everything that is kept of them is erased.",
      "The request is approved and is being carried out."),
  FULFIL(
      "Close as done by hand",
      "You did by hand what was asked. The subject reads your answer.",
      "The request is closed as fulfilled."),
  DENY(
      "Deny",
      "The request is closed. The subject is told the reason and your answer, and what they can do"
          + " about it: that is their right (GDPR Art. 12(4)).",
      "The request is denied, and the subject is told."),
  EXTEND(
      "Extend the deadline",
      "A deadline is extended once, by one or two months, where requests are complex or many. The"
          + " subject is told why now (GDPR Art. 12(3)).",
      "The deadline is extended, and the subject is told."),
  TELL(
      "Record that the answer was sent",
      "Who asks by letter sees no answer by themselves. You have sent it on paper, or said it, with the"
          + " number of the request on it.",
      "It is recorded that the answer was sent.");

  private final String title;
  private final String meaning;
  private final String done;

  DeskAct(String title, String meaning, String done) {
    this.title = title;
    this.meaning = meaning;
    this.done = done;
  }

  String title() {
    return title;
  }

  /** What will happen, for who confirms it. */
  String meaning() {
    return meaning;
  }

  String done() {
    return done;
  }

  /** Its word in an address. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<DeskAct> find(String word) {
    return Stream.of(values()).filter(act -> act.word().equals(word)).findFirst();
  }
}
