package io.lethe.dev.command;

import io.lethe.dev.absence.AbsenceCheck;
import io.lethe.dev.absence.Proof;
import io.lethe.dev.absence.ProofReport;
import io.lethe.dev.client.Journey;
import io.lethe.dev.client.Journey.Made;
import io.lethe.dev.client.LetheClient;
import io.lethe.dev.client.Photo;
import io.lethe.dev.client.Uploads;
import io.lethe.dev.client.VideoWish;
import io.lethe.dev.sample.SampleFace;
import io.lethe.dev.system.DevelopmentSettings;
import io.lethe.dev.system.DevelopmentSystem;
import io.lethe.dev.system.Occupancy;
import io.lethe.dev.system.SystemAddresses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes the whole way once: photo in, video out, and a look at what is left. */
@Command(
    name = "demo",
    description = {
      "Starts the whole system, makes a video from a photo or a clip, and shows that nothing is left.",
      "Uses the system that is already running here, if there is one."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private final Map<String, String> environment;
  private final Terminal terminal;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PHOTO",
      description = {
        "A JPEG, PNG or WebP picture, or an MP4 or QuickTime clip.",
        "Default: a drawn sample face."
      })
  private @Nullable Path photo;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to save the video. Default: var/demo/<job>.mp4.")
  private @Nullable Path output;

  @Option(
      names = "--prove",
      description = {
        "Instead: plants markers in all that a subject can give, sends jobs along every path, a crash",
        "included, and searches every byte that was written or answered for them. Two minutes."
      })
  private boolean prove;

  @Mixin private SystemOptions systemOptions = new SystemOptions();
  @Mixin private WishOptions wishOptions = new WishOptions();

  public DemoCommand(Map<String, String> environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (prove) {
      return prove(DevelopmentSettings.of(environment, systemOptions.portOffset));
    }
    // Looked at first: nobody should wait for a start-up to learn of a typing error.
    Photo given = photo == null ? Photo.of(SampleFace.jpeg(), "The sample face") : Photo.of(photo);
    Uploads uploads = new Uploads(List.of(given));
    if (output != null) {
      Destination.require(output);
    }
    DevelopmentSettings settings = DevelopmentSettings.of(environment, systemOptions.portOffset);
    Optional<SystemAddresses> running = Occupancy.running(settings.folder());
    if (running.isPresent()) {
      terminal.say("Using the system that runs at " + running.get().api() + ".");
      show(uploads, running.get(), settings);
      return ExitCode.OK;
    }
    terminal.say("Starting PostgreSQL, Temporal, the API and the workers ...");
    try (DevelopmentSystem system = DevelopmentSystem.start(settings, terminal::say)) {
      // A signal ends the JVM without unwinding this method.
      Thread stop = new Thread(system::close, "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      show(uploads, system.addresses(), settings);
    }
    return ExitCode.OK;
  }

  private int prove(DevelopmentSettings settings) throws IOException {
    ProofReport report =
        new Proof(settings.forProof(), settings.folder().tools(), Clock.systemUTC(), terminal::say)
            .run();
    report.lines().forEach(terminal::say);
    return report.clean() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void show(Uploads uploads, SystemAddresses at, DevelopmentSettings settings)
      throws IOException {
    LetheClient client =
        LetheClient.forSubject(at.api(), at.identity(), "demo-" + UUID.randomUUID());
    Journey journey = new Journey(client, InstantSource.system());
    terminal.say("Consent given as a demo subject: " + NoticeLine.of(journey.consent()));
    VideoWish wish = wishOptions.wish(client, uploads);
    terminal.say(
        wish.durationSeconds() == null
            ? "Ordering %s, as long as the clip.".formatted(wish.model())
            : "Ordering %d s of %s.".formatted(wish.durationSeconds(), wish.model()));
    Made made;
    try (ProgressBar bar = new ProgressBar(terminal, InstantSource.system())) {
      made = journey.make(wish, uploads, job -> target(job, settings), bar);
    }
    terminal.say("");
    new AbsenceCheck(at, settings.folder().vault()).of(made.job()).forEach(terminal::say);
    ReceiptPaper receipt = ReceiptPaper.of(made.signedReceipt(), client);
    terminal.say(receipt.text());
    Path saved = receipt.save(made.video());
    terminal.say("The video:   " + made.video().toAbsolutePath().normalize());
    terminal.say("The receipt: " + saved.toAbsolutePath().normalize());
  }

  private Path target(String job, DevelopmentSettings settings) {
    return output != null ? output : settings.folder().demo().resolve(job + ".mp4");
  }
}
