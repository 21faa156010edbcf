package io.lethe.storage.video;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a subject's jobs, newest first.
 *
 * @param next where the next page begins; absent on the last one
 */
public record JobPage(List<Job> jobs, @Nullable JobCursor next) {
  public JobPage {
    jobs = List.copyOf(jobs);
  }
}
