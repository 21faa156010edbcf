/**
 * The words of the business: ids, states, outcomes, purposes. Nothing here knows Temporal, SQL or
 * HTTP. Read {@link io.lethe.domain.video.JobState} first: the path of a photo is drawn there.
 */
@NullMarked
package io.lethe.domain;

import org.jspecify.annotations.NullMarked;
