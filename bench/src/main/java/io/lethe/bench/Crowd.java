package io.lethe.bench;

import io.lethe.dev.system.DevelopmentSystem;
import io.lethe.dev.system.Ports;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The clients of many subjects, who take turns. Orders of one subject wait for each other and are
 * counted against its quota; a subject who orders twenty videos a second does not exist.
 */
final class Crowd {
  private final List<Client> clients;
  private final AtomicInteger turn = new AtomicInteger();

  private Crowd(List<Client> clients) {
    this.clients = clients;
  }

  static Crowd of(DevelopmentSystem system, Ports ports, int subjects) throws Exception {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < subjects; i++) {
      clients.add(Client.of(system, ports, http, "bench-" + i));
    }
    // The provider is the same for all.
    clients.get(0).renderNothing();
    return new Crowd(List.copyOf(clients));
  }

  /** Whose turn it is. */
  Client next() {
    return clients.get(Math.floorMod(turn.getAndIncrement(), clients.size()));
  }
}
