package io.lethe.api.desk;

import io.lethe.domain.rights.StaffId;
import io.lethe.storage.rights.LegalHold;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Legal holds as the pages say them. */
final class HoldWords {
  /** Of a ground, where many stand in one table; the hold's own page has all of it. */
  private static final int BEGINNING = 120;

  private HoldWords() {}

  static Map<String, Object> of(LegalHold hold) {
    Instant released = hold.releasedAt();
    StaffId releasedBy = hold.releasedBy();
    Map<String, Object> words = new HashMap<>();
    words.put("id", hold.id().toString());
    words.put("ground", hold.ground());
    words.put("beginning", beginning(hold.ground()));
    words.put("by", hold.placedBy().toString());
    words.put("placed", Words.time(hold.placedAt()));
    words.put("ends", Words.time(hold.endsAt()));
    words.put("released", released == null ? null : Words.time(released));
    words.put("releasedBy", releasedBy == null ? "" : releasedBy.toString());
    words.put("releaseGround", hold.releaseGround());
    return words;
  }

  private static String beginning(String ground) {
    int end =
        ground.offsetByCodePoints(
            0, Math.min(BEGINNING, ground.codePointCount(0, ground.length())));
    return end == ground.length() ? ground : ground.substring(0, end) + "…";
  }
}
