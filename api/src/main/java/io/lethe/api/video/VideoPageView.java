package io.lethe.api.video;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a subject's videos, newest first.
 *
 * @param nextCursor to be sent as {@code cursor} for the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VideoPageView(List<VideoView> videos, @Nullable String nextCursor) {}
