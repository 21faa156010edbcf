package io.lethe.bench.crash;

import io.lethe.dev.system.Port;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run: apps order videos without a pause while one part after the other is struck and brought
 * back; then the apps see their jobs through, and {@link Inspection} counts what is wrong.
 */
final class CrashRun implements AutoCloseable {
  /** With several jobs a second every point is passed; some are passed in a blink. */
  private static final Duration LONGEST_AMBUSH = Duration.ofSeconds(20);

  private static final int LONGEST_DOWN_MILLIS = 1_500;
  private static final int LONGEST_PAUSE_MILLIS = 1_500;
  private static final Duration LOOK_FOR_ENDING_EVERY = Duration.ofSeconds(1);

  private final CrashSettings settings;
  private final Consumer<String> say;
  private final Random chance;
  private final Ambushes ambushes = new Ambushes();
  private final Wishes wishes;
  private final World world;
  private final Installation installation;
  private final LedgerWatch watch;
  private final AtomicBoolean ordering = new AtomicBoolean(true);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "crash");
            thread.setDaemon(true);
            return thread;
          });

  private CrashRun(
      CrashSettings settings, Consumer<String> say, World world, Installation installation) {
    this.settings = settings;
    this.say = say;
    this.chance = new Random(settings.seed());
    this.wishes = new Wishes(new Random(settings.seed() + 1));
    this.world = world;
    this.installation = installation;
    this.watch = new LedgerWatch(installation.jdbcUrl(), ambushes, settings.secondLook());
  }

  /** Everything is up when this returns. */
  static CrashRun start(CrashSettings settings, Consumer<String> say) throws Exception {
    Installation installation = new Installation(settings);
    World world = World.open(settings);
    CrashRun run = new CrashRun(settings, say, world, installation);
    try {
      world.openGates(settings, installation, run.ambushes);
      installation.start();
      return run;
    } catch (Exception e) {
      run.close();
      throw e;
    }
  }

  CrashReport run() throws Exception {
    List<Future<?>> apps = new ArrayList<>();
    for (int i = 0; i < settings.apps(); i++) {
      App app = app("subject-" + i);
      app.consent();
      apps.add(threads.submit(() -> order(app)));
    }
    List<Round> rounds = strikeAll();
    ordering.set(false);
    installation.bringBack();
    say.accept("No more blows; waiting until every job is at its end.");
    for (Future<?> app : apps) {
      app.get();
    }
    awaitEndOfAll();
    List<Inspection.Found> found =
        new Inspection(world, installation.jdbcUrl(), installation.disk().vault(), settings.grace())
            .of(wishes.all());
    return new CrashReport(rounds, found);
  }

  private App app(String subject) {
    return new App(
        URI.create(settings.ports().url(Port.API)),
        world.tokenFor(subject),
        ambushes,
        settings.eraseBy().plus(settings.grace()));
  }

  private void order(App app) {
    try {
      while (ordering.get()) {
        app.make(wishes.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Round> strikeAll() throws InterruptedException {
    Rounds plan = new Rounds(chance, settings.rounds(), installation.disk().canBeFilled());
    if (!installation.disk().canBeFilled()) {
      say.accept("No disk is filled: this process may not mount one of its own. Run it as root.");
    }
    Instant end = Instant.now().plus(settings.limit());
    List<Round> rounds = new ArrayList<>();
    while (plan.hasNext() && Instant.now().isBefore(end)) {
      Round round = strike(rounds.size() + 1, plan.next());
      rounds.add(round);
      say.accept(
          "round %d: %s, %s%s; %d jobs under way"
              .formatted(
                  round.number(),
                  round.blow().words(),
                  round.point().words(),
                  round.hit() ? "" : " (no job came there: struck at any time)",
                  round.jobsUnderWay()));
      Thread.sleep(chance.nextInt(LONGEST_DOWN_MILLIS));
      installation.bringBack();
      Thread.sleep(chance.nextInt(LONGEST_PAUSE_MILLIS));
    }
    return rounds;
  }

  private Round strike(int number, Rounds.Next next) throws InterruptedException {
    int[] underWay = new int[1];
    Ambushes.Strike strike =
        near -> {
          boolean struckNear = strike(next.blow(), near);
          underWay[0] = wishes.strike(number);
          return struckNear;
        };
    boolean hit = true;
    if (next.point() == Point.ANY_TIME) {
      strike.at(null);
    } else {
      if (next.point().seenInLedger() != null) {
        threads.submit(
            () -> {
              watch.springAt(next.point());
              return null;
            });
      }
      hit = ambushes.lay(next.point(), strike, LONGEST_AMBUSH);
      if (!hit) {
        strike.at(null);
      }
    }
    return new Round(number, next.point(), next.blow(), hit, underWay[0]);
  }

  /** Returns whether {@code near} was among what was struck. */
  private boolean strike(Blow blow, @Nullable Part near) {
    switch (blow) {
      case API -> installation.api().strike();
      case TEMPORAL -> installation.temporal().strike();
      case TEMPORAL_LOST -> installation.loseTemporal();
      case LEDGER -> installation.ledger().strike();
      case FULL_DISK -> installation.disk().strike();
      case WORKER -> {
        if (near != null) {
          near.strike();
        } else {
          // Whichever had the job in hand.
          installation.workers().forEach(Part::strike);
        }
      }
    }
    return blow == Blow.WORKER && near != null;
  }

  /** Until all is erased, or should have been; then until the second looks are over, too. */
  private void awaitEndOfAll() throws SQLException, InterruptedException {
    String ledger = installation.jdbcUrl();
    Instant end = Instant.now().plus(settings.eraseBy()).plus(settings.grace());
    while (LedgerJob.countNotErased(ledger) > 0 && Instant.now().isBefore(end)) {
      Thread.sleep(LOOK_FOR_ENDING_EVERY.toMillis());
    }
    Instant last = Instant.now().plus(settings.secondLook()).plus(settings.grace());
    while (LedgerJob.countNotLookedAgain(ledger) > 0 && Instant.now().isBefore(last)) {
      Thread.sleep(LOOK_FOR_ENDING_EVERY.toMillis());
    }
    say.accept(LedgerJob.countNotLookedAgain(ledger) + " second looks are missing.");
  }

  @Override
  public void close() throws Exception {
    if (closed.getAndSet(true)) {
      return;
    }
    ordering.set(false);
    threads.shutdownNow();
    boolean unused = threads.awaitTermination(5, TimeUnit.SECONDS);
    installation.close();
    world.close();
  }
}
