package io.lethe.storage.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.account.AccountEdit;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.egress.NewEgress;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.ledger.SubjectForgotten;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.MailSeen;
import io.lethe.storage.testing.People;
import io.lethe.storage.testing.Requests;
import io.lethe.storage.testing.TestStorage;
import io.lethe.storage.vault.NewMedia;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AccessPackagesTest {
  private static final String HOSTILE = "<script>alert(1)</script>\"'=cmd|' /C calc'!A0 planted";

  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;
  private Rights rights;

  @BeforeEach
  void open() {
    storage = new TestStorage(LEDGER, folder);
    rights = storage.stores().people().rights();
  }

  @Test
  void holdsAllThatIsKeptWhyAndWhoGotIt() throws IOException {
    SubjectId subject = People.knownByEverything(storage, LEDGER, folder);
    RequestId id = prepared(subject);

    Map<String, byte[]> files = unzip(rights.packages().open(subject, id).orElseThrow());

    assertThat(files).containsKeys("data.json", "index.html");
    JsonNode json = new ObjectMapper().readTree(files.get("data.json"));
    assertThat(json.at("/about/format").asText()).isEqualTo("lethe-access-package/1");
    assertThat(json.at("/about/places")).hasSizeGreaterThan(5);
    assertThat(json.at("/about/places/0/purposes").toString()).isNotEmpty();
    assertThat(json.at("/about/complaint").asText()).contains("authority");
    assertThat(json.at("/data/account/0/email").asText()).isEqualTo("planted-ada@example.org");
    assertThat(json.at("/data/egress/0/recipient").asText()).isEqualTo("fal.ai");
    assertThat(json.at("/data/egress/0/sent_at").asText()).startsWith("2026-11-24T");
    assertThat(json.at("/data/usageEvents/0/name").asText()).isEqualTo("HOME_SEEN");
    assertThat(text(files, "index.html"))
        .contains("planted-ada@example.org", "fal.ai", "planted-device")
        .contains("<p>You can have all of it erased (Art. 17).</p>")
        .contains("to make the video that was ordered");
  }

  @Test
  void holdsTheVideosThatAreStillInTheirWindow() throws IOException {
    SubjectId subject = storage.consentingSubject();
    byte[] video = "a video, as far as the vault knows".getBytes(StandardCharsets.UTF_8);
    JobId job = readyJob(subject, video);

    Map<String, byte[]> files =
        unzip(rights.packages().open(subject, prepared(subject)).orElseThrow());

    assertThat(files.get("videos/" + job + ".mp4")).isEqualTo(video);
    // As everywhere else, whatever the zone of the machine.
    assertThat(text(files, "index.html"))
        .contains("<td>" + TestStorage.START + "</td>")
        .doesNotContainPattern("\\d{4}-\\d\\d-\\d\\d \\d\\d:");
  }

  @Test
  void isHonestAboutOneOfWhomNothingIsKept() throws IOException {
    SubjectId subject = storage.newSubject();

    Map<String, byte[]> files =
        unzip(rights.packages().open(subject, prepared(subject)).orElseThrow());

    JsonNode data = new ObjectMapper().readTree(files.get("data.json")).get("data");
    assertThat(data.has("account")).isFalse();
    assertThat(data.has("jobs")).isFalse();
    assertThat(data.get("subject")).hasSize(1);
    assertThat(files.keySet()).noneMatch(name -> name.startsWith("videos/"));
  }

  @Test
  void showsHostileNamesInert() throws IOException {
    SubjectId subject = storage.newSubject();
    storage
        .stores()
        .people()
        .accounts()
        .change(subject, List.of(new AccountEdit.DisplayName(HOSTILE)));

    Map<String, byte[]> files =
        unzip(rights.packages().open(subject, prepared(subject)).orElseThrow());

    assertThat(text(files, "index.html"))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;=cmd")
        .doesNotContain("<script>")
        .contains("default-src 'none'");
    assertThat(
            new ObjectMapper()
                .readTree(files.get("data.json"))
                .at("/data/account/0/display_name")
                .asText())
        .isEqualTo(HOSTILE);
  }

  @Test
  void liesEncryptedInTheVaultAndIsErasedOnce() throws IOException {
    SubjectId subject = People.knownByEverything(storage, LEDGER, folder);
    RequestId id = prepared(subject);

    assertThat(packageFiles()).hasSize(1);
    for (Path file : packageFiles()) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .doesNotContain("planted")
          .doesNotContain("index.html");
    }
    rights.packages().erase(id);
    assertThat(packageFiles()).isEmpty();
    assertThat(rights.packages().open(subject, id)).isEmpty();
  }

  @Test
  void isNoneForAnotherSubject() {
    SubjectId subject = storage.newSubject();
    RequestId id = prepared(subject);

    assertThat(rights.packages().open(storage.newSubject(), id)).isEmpty();
  }

  @Test
  void isMailedAsALinkThatWorksUntilItExpires() {
    SubjectId subject = storage.newSubject();
    People.confirmEmail(storage, LEDGER, folder, subject, new EmailAddress("ada@example.org"));
    prepared(subject);
    Map<String, String> mail = new MailSeen(LEDGER.jdbi(), folder.resolve("keys")).newest(subject);
    assertThat(mail).containsEntry("kind", "ACCESS_READY");
    LinkWord word = new LinkWord(mail.get("path").substring(AccessPackages.LINK_PATH.length()));

    assertThat(rights.packages().open(word)).isPresent();
    storage.clock().advance(Duration.ofDays(7));
    assertThat(rights.packages().open(word)).isEmpty();
    assertThat(rights.packages().eraseExpired(100)).isPositive();
    assertThat(packageFiles()).isEmpty();
  }

  @Test
  void anErasureMeanwhileLeavesNothingOfIt() {
    SubjectId subject = People.knownByEverything(storage, LEDGER, folder);
    RequestId access = Requests.ask(storage, subject, Right.ACCESS);
    RequestId deletion = Requests.ask(storage, subject, Right.DELETION);
    boolean[] erased = new boolean[1];

    assertThatThrownBy(
            () ->
                new AccessPackagesWithPause(() -> erasedMeanwhile(deletion, erased))
                    .prepare(access))
        .isInstanceOf(SubjectForgotten.class);

    assertThat(erased[0]).isTrue();
    assertThat(packageFiles()).isEmpty();
    assertThat(rights.requests().find(access).orElseThrow().state())
        .isEqualTo(RequestState.REVOKED);
  }

  @Test
  void anErasureErasesAPackageThatWaits() {
    SubjectId subject = People.knownByEverything(storage, LEDGER, folder);
    RequestId access = prepared(subject);
    RequestId deletion = Requests.ask(storage, subject, Right.DELETION);

    rights.course().begin(deletion);
    rights.deletions().begin(deletion);
    assertThat(rights.packages().open(subject, access)).isEmpty();
    rights.deletions().eraseHoldings(deletion);

    assertThat(packageFiles()).isEmpty();
  }

  private void erasedMeanwhile(RequestId deletion, boolean[] erased) {
    rights.course().begin(deletion);
    rights.deletions().begin(deletion);
    erased[0] = true;
  }

  /** Prepares with an erasure beginning between the key and the last byte. */
  private final class AccessPackagesWithPause {
    private final Runnable meanwhile;

    AccessPackagesWithPause(Runnable meanwhile) {
      this.meanwhile = meanwhile;
    }

    void prepare(RequestId access) {
      // The key is taken when writing begins; the erasure comes before the package is finished.
      storage.clock().advance(Duration.ofSeconds(1));
      Rights racing =
          Rights.assemble(
              new Rights.Foundation(
                  LEDGER.jdbi(),
                  storage.subjectKeys(),
                  storage.digests(),
                  storage.stores().people().accounts(),
                  storage.outbox(),
                  storage.stores().consents(),
                  storage.stores().people().suppressions(),
                  storage.stores().vault(),
                  storage.objectsThat(meanwhile),
                  storage.stores().tombstones(),
                  storage.stores().receiptSigner(),
                  Duration.ofDays(1),
                  Duration.ofDays(7),
                  storage.clock()),
              storage.stores().people().holdings(),
              RightsSettings.usual());
      racing.packages().prepare(access, () -> {});
    }
  }

  private JobId readyJob(SubjectId subject, byte[] video) {
    JobId job = storage.guardedJob(subject);
    storage.store(NewMedia.upload(job, UploadRole.PHOTO, "image/jpeg"), new byte[] {1});
    storage.stores().jobs().requireConsent(job);
    storage
        .stores()
        .egress()
        .begin(new NewEgress(job, "fal.ai", "e/p", List.of(EgressContent.FILE), 1));
    storage.store(NewMedia.video(job, "video/mp4"), video);
    return job;
  }

  private RequestId prepared(SubjectId subject) {
    RequestId id = Requests.ask(storage, subject, Right.ACCESS);
    storage.clock().advance(Duration.ofSeconds(1));
    rights.course().begin(id);
    rights.packages().prepare(id, () -> {});
    assertThat(rights.requests().find(id).orElseThrow().state()).isEqualTo(RequestState.FULFILLED);
    return id;
  }

  private static Map<String, byte[]> unzip(AccessPackages.Download download) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (InputStream plain = download.plain();
        ZipInputStream zip = new ZipInputStream(plain)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(files.get(name), StandardCharsets.UTF_8);
  }

  private List<Path> packageFiles() {
    Path packages = storage.objectsFolder().resolve("packages");
    if (Files.notExists(packages)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(packages)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
