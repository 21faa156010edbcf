package io.lethe.api.rights;

import io.lethe.api.LinkPage;
import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.Refusal;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.rights.AccessPackages;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Where the link in the mail about an access package leads. Opening it shows a page with a button,
 * because mail scanners open links too and the download works once.
 */
@Path(AccessPackages.LINK_PATH + "{word}")
public final class PackageLinkResource {
  private static final String PAGE =
      LinkPage.asking(
          "Your data",
          "The file can be downloaded once. Then it is erased here; you can ask for a new one.",
          "Download the file");

  private final AccessPackages packages;

  public PackageLinkResource(AccessPackages packages) {
    this.packages = packages;
  }

  /** The same page for every link: whether it still works is told to who uses it. */
  @GET
  @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
  public String ask(@PathParam("word") String word) {
    return PAGE;
  }

  /** Downloads and erases. */
  @POST
  @Produces({"application/zip", MediaType.APPLICATION_JSON})
  public Response download(@PathParam("word") String word) {
    return LinkWord.parse(word)
        .flatMap(packages::open)
        .map(download -> PackageDownload.of(download, packages))
        .orElseThrow(() -> new Refusal.Plain(ProblemType.NO_SUCH_LINK).asException());
  }
}
