package io.lethe.api.rights;

import io.lethe.storage.rights.AccessPackages;
import io.lethe.storage.rights.AccessPackages.Download;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;

/** An access package on its way out: once it is downloaded whole, it is erased. */
final class PackageDownload {
  private PackageDownload() {}

  static Response of(Download download, AccessPackages packages) {
    StreamingOutput thenErased =
        out -> {
          try (InputStream plain = download.plain()) {
            plain.transferTo(out);
          }
          out.flush();
          packages.erase(download.request());
        };
    return Response.ok(thenErased, "application/zip")
        .header(HttpHeaders.CONTENT_LENGTH, download.size())
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"your-data.zip\"")
        .build();
  }
}
