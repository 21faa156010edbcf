package io.lethe.storage.holding;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.video.Parameters;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.storage.video.Jobs;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The jobs, and what they are to show: sealed under a key for each job, not the subject's. */
final class Prompts implements Holding {
  private final Holding jobs;
  private final Jobs orders;

  Prompts(Holding jobs, Jobs orders) {
    this.jobs = jobs;
    this.orders = orders;
  }

  @Override
  public String name() {
    return jobs.name();
  }

  @Override
  public String what() {
    return jobs.what();
  }

  @Override
  public List<String> tables() {
    return jobs.tables();
  }

  @Override
  public void export(SubjectId subject, ExportedRows out) throws IOException {
    jobs.export(subject, out);
    for (JobId job : orders.unfinished(subject)) {
      try {
        out.add(
            "prompts",
            Map.of(
                "job", job.value(),
                "prompt", orders.prompt(job).words(),
                "parameters", settings(orders.parameters(job))));
      } catch (JobForgotten erasedMeanwhile) {
        // Then it is not kept any more.
      }
    }
  }

  private static List<String> settings(Parameters parameters) {
    return parameters.values().entrySet().stream()
        .map(setting -> setting.getKey() + ": " + setting.getValue())
        .sorted()
        .toList();
  }

  @Override
  public long erase(SubjectId subject) {
    return jobs.erase(subject);
  }

  @Override
  public long count(SubjectId subject) {
    return jobs.count(subject);
  }
}
