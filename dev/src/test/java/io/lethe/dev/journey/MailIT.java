package io.lethe.dev.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.dev.client.LetheClient;
import io.lethe.dev.client.Mailbox;
import io.lethe.dev.command.MailCommand;
import io.lethe.dev.command.Terminal;
import io.lethe.dev.system.SystemAddresses;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Mail on the whole system: ordered by the command, sent by the workers, read in a mailbox. */
class MailIT {
  private static final String ADA = "ada@example.org";

  @TempDir static Path folder;
  private static RunningSystem lethe;

  @BeforeAll
  static void start() {
    lethe = RunningSystem.start(folder, 10_100, Map.of());
  }

  @AfterAll
  static void stop() {
    lethe.close();
  }

  @Test
  void whoFollowsTheLinkInAPromotionalMailGetsNoMoreOfThem() throws Exception {
    Mailbox mailbox = new Mailbox(addresses().mailbox());

    assertThat(mail("Films from paintings", "--agree", "ada", "--agree", "ben"))
        .contains("sent 2, suppressed 0");
    String link = mailbox.links(ADA).get(0);
    int known = mailbox.links(ADA).size();
    assertThat(link).contains("/v1/public/opt-outs/");
    client("nobody").press(link);

    assertThat(mail("Films from drawings")).contains("sent 1, suppressed 1");
    assertThat(mailbox.links(ADA)).hasSize(known);

    assertThat(mail("Films from letters", "--agree", "ada")).contains("sent 2, suppressed 0");
  }

  private static String mail(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream screen = new PrintStream(out, true, StandardCharsets.UTF_8);
    Map<String, String> environment = Map.of("LETHE_VAR", folder.toString());
    MailCommand command = new MailCommand(environment, new Terminal(screen, screen, false));

    assertThat(new CommandLine(command).execute(arguments)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static LetheClient client(String subject) {
    return LetheClient.forSubject(addresses().api(), addresses().identity(), subject);
  }

  private static SystemAddresses addresses() {
    return lethe.system().addresses();
  }
}
