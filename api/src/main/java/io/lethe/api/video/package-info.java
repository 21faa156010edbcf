/**
 * Videos: ordered, uploaded for, waited for, downloaded, cancelled. Read {@link
 * io.lethe.api.video.Orders} first, then {@link io.lethe.api.video.VideoResource}.
 */
@NullMarked
package io.lethe.api.video;

import org.jspecify.annotations.NullMarked;
