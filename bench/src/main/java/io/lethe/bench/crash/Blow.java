package io.lethe.bench.crash;

/** What is struck in a round. */
enum Blow {
  API("API"),
  WORKER("worker"),
  TEMPORAL("Temporal"),
  LEDGER("PostgreSQL"),
  FULL_DISK("disk full"),
  TEMPORAL_LOST("Temporal's data lost");

  private final String words;

  Blow(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
