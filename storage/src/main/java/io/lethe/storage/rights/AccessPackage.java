package io.lethe.storage.rights;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.storage.holding.DataMap;
import io.lethe.storage.holding.Holdings;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.storage.vault.Media;
import io.lethe.storage.vault.MediaKind;
import io.lethe.storage.vault.Vault;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Jdbi;

/**
 * What is in an access package (GDPR Art. 15(1), 15(3), 20(1)): {@code data.json}, described by
 * {@code docs/access-package.md}; {@code index.html}, the same to read; and the videos that are
 * still in their window. Written in one pass, row by row.
 */
final class AccessPackage {
  private static final String STORED =
      """
      SELECT id
      FROM jobs
      WHERE subject_id = :subject AND state = 'READY'
      ORDER BY ordered_at
      """;

  private final Jdbi jdbi;
  private final Holdings holdings;
  private final Vault vault;
  private final Clock clock;

  AccessPackage(Jdbi jdbi, Holdings holdings, Vault vault, Clock clock) {
    this.jdbi = jdbi;
    this.holdings = holdings;
    this.vault = vault;
    this.clock = clock;
  }

  /** Writes the whole ZIP; {@code out} is not closed. */
  void write(SubjectId subject, OutputStream out) throws IOException {
    AboutData about = AboutData.of(holdings, DataMap.of(jdbi), clock.instant());
    ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out));
    zip.setLevel(Deflater.BEST_SPEED);
    zip.putNextEntry(new ZipEntry("data.json"));
    try (AccessJson json = new AccessJson(unclosed(zip), about)) {
      json.write(holdings, subject);
    }
    zip.closeEntry();
    zip.putNextEntry(new ZipEntry("index.html"));
    try (AccessPage page = new AccessPage(unclosed(zip), about)) {
      page.write(holdings, subject);
    }
    zip.closeEntry();
    videos(subject, zip);
    zip.finish();
    zip.flush();
  }

  private void videos(SubjectId subject, ZipOutputStream zip) throws IOException {
    List<JobId> ready =
        jdbi.withHandle(
            handle ->
                handle.createQuery(STORED).bind("subject", subject).mapTo(JobId.class).list());
    for (JobId job : ready) {
      Optional<Media> video = vault.find(job, MediaKind.VIDEO, null);
      if (video.isPresent()) {
        video(video.get(), zip);
      }
    }
  }

  private void video(Media video, ZipOutputStream zip) throws IOException {
    try (InputStream plain = Channels.newInputStream(vault.open(video))) {
      zip.putNextEntry(new ZipEntry("videos/" + video.job() + ".mp4"));
      plain.transferTo(zip);
      zip.closeEntry();
    } catch (JobForgotten erasedMeanwhile) {
      // Then it is not kept any more.
    }
  }

  private static OutputStream unclosed(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }
}
