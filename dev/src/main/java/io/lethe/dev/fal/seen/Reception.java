package io.lethe.dev.fal.seen;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What arrived here and what became of it, for people and tests to look at. In memory only: the
 * last ten thousand of this run.
 */
public final class Reception {
  /** A million jobs would otherwise be remembered for as long as the server runs. */
  private static final int REMEMBERED = 10_000;

  /** Somebody who asks every second would otherwise fill it. */
  private static final int MOST_EVENTS = 60;

  private final Clock clock;
  private final List<ReceivedSubmission> submissions = new ArrayList<>();
  private final Map<String, Life> lives =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Life> eldest) {
          return size() > REMEMBERED;
        }
      };

  public Reception(Clock clock) {
    this.clock = clock;
  }

  /** Something that happened to a request. */
  public record Event(Instant at, String words) {}

  /** What is known of an accepted request besides its submission. */
  private static final class Life {
    private final List<Event> events = new ArrayList<>();
    private final Map<String, ReceivedFile> fetched = new LinkedHashMap<>();
    private final Map<String, byte[]> thumbnails = new LinkedHashMap<>();
  }

  public synchronized void submitted(ReceivedSubmission submission) {
    if (submissions.size() == REMEMBERED) {
      submissions.remove(0);
    }
    submissions.add(submission);
  }

  public synchronized void happened(String request, String words) {
    List<Event> events = life(request).events;
    if (events.size() < MOST_EVENTS) {
      events.add(new Event(clock.instant(), words));
      notifyAll();
    }
  }

  /** A file that was fetched for a request by its address. */
  public synchronized void fetched(String request, String field, ReceivedFile file) {
    life(request).fetched.put(field, file);
  }

  /** A small JPEG of a file. */
  public synchronized void thumbnail(String request, String field, byte[] jpeg) {
    life(request).thumbnails.put(field, jpeg);
  }

  private Life life(String request) {
    return lives.computeIfAbsent(request, id -> new Life());
  }

  /** The submits that arrived, oldest first, accepted or not. */
  public synchronized List<ReceivedSubmission> submissions() {
    return List.copyOf(submissions);
  }

  public synchronized List<Event> eventsOf(String request) {
    Life life = lives.get(request);
    return life == null ? List.of() : List.copyOf(life.events);
  }

  /** What has happened to a request, in words, once that is as expected or the time is up. */
  public synchronized List<String> awaitEvents(
      String request, Predicate<List<String>> expected, Duration atMost)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      List<String> words = eventsOf(request).stream().map(Event::words).toList();
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (expected.test(words) || left <= 0) {
        return words;
      }
      wait(left);
    }
  }

  public synchronized Map<String, ReceivedFile> fetchedFor(String request) {
    Life life = lives.get(request);
    return life == null ? Map.of() : Map.copyOf(life.fetched);
  }

  public synchronized Optional<byte[]> thumbnail(String request, String field) {
    Life life = lives.get(request);
    return life == null ? Optional.empty() : Optional.ofNullable(life.thumbnails.get(field));
  }
}
