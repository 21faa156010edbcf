package io.lethe.bench.crash;

/** What must not be found at the end of a run, of any job. */
enum Fault {
  DOUBLE_SUBMIT("double submits"),
  UNJOURNALLED_SUBMIT("submits not in the ledger"),
  FOREIGN_VIDEO("another job's video"),
  LOST_VIDEO("lost paid videos"),
  BYTES_LEFT("bytes left"),
  KEY_OR_VALUE_LEFT("keys or prompts left"),
  NO_RECEIPT("no receipt in time"),
  OPEN("still open"),
  APP_LEFT_ALONE("apps left alone");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
