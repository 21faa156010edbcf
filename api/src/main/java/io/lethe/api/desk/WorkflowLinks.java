package io.lethe.api.desk;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Addresses of workflows in Temporal's Web UI. */
public final class WorkflowLinks {
  private final @Nullable URI webUi;
  private final String namespace;

  /**
   * @param webUi absent where there is none: then there are no links
   */
  public WorkflowLinks(@Nullable URI webUi, String namespace) {
    this.webUi = webUi;
    this.namespace = namespace;
  }

  /** The newest run of the workflow with this id. */
  Optional<String> to(String workflowId) {
    return Optional.ofNullable(webUi)
        .map(
            at ->
                at.toString().replaceAll("/$", "")
                    + "/namespaces/"
                    + encoded(namespace)
                    + "/workflows/"
                    + encoded(workflowId));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
