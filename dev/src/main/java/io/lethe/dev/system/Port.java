package io.lethe.dev.system;

/** Every port that a development system listens on, all of them on loopback only. */
public enum Port {
  API(8080, "the API"),
  API_ADMIN(8081, "the API's admin pages"),
  WORKERS_ADMIN(8082, "the workers' admin pages"),
  SIMULATED_FAL(8090, "the simulated fal.ai"),
  IDENTITY(8091, "the development identity provider"),
  SMTP(8092, "the development mail server"),
  MAILBOX(8093, "the development mailbox"),
  POSTGRES(54329, "PostgreSQL"),
  TEMPORAL(7233, "Temporal"),
  TEMPORAL_UI(8233, "the Temporal Web UI");

  private final int usual;
  private final String part;

  Port(int usual, String part) {
    this.usual = usual;
    this.part = part;
  }

  /** The port where no offset is asked for. */
  int usual() {
    return usual;
  }

  /** What listens there, for messages. */
  String part() {
    return part;
  }
}
