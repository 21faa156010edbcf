package io.lethe.workflows;

import io.lethe.domain.JobId;
import io.lethe.domain.rights.RequestId;

/** The ids under which operators find a job's workflows. */
public final class WorkflowIds {
  private WorkflowIds() {}

  public static String video(JobId job) {
    return "video/" + job;
  }

  public static String erasure(JobId job) {
    return "erasure/" + job;
  }

  public static String rights(RequestId request) {
    return "rights/" + request;
  }
}
