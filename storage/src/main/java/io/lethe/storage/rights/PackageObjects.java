package io.lethe.storage.rights;

import io.lethe.domain.rights.RequestId;
import io.lethe.storage.vault.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files of access packages in the object store. */
final class PackageObjects {
  private PackageObjects() {}

  static String newName(RequestId request) {
    return folder(request) + UUID.randomUUID();
  }

  private static String folder(RequestId request) {
    return "packages/" + request + "/";
  }

  /**
   * Deletes whatever there is of a request's packages, whole or not, and reads back that it is
   * gone.
   *
   * @param known by its name as well, because a list may be incomplete
   * @return how many were deleted
   */
  static long erase(ObjectStore objects, RequestId request, @Nullable String known)
      throws IOException {
    long erased = known != null && objects.delete(known) ? 1 : 0;
    for (String object : objects.list(folder(request))) {
      erased += objects.delete(object) ? 1 : 0;
    }
    List<String> left = objects.list(folder(request));
    if (!left.isEmpty()) {
      throw new IOException("an access package outlived its deletion");
    }
    return erased;
  }
}
