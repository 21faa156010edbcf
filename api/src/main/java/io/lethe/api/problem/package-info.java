/**
 * What is answered when a request can't be done. Read {@link io.lethe.api.problem.Refusal} first:
 * the one family of refusals, divided by what they are about; {@link
 * io.lethe.api.problem.ProblemMapper} turns each of them, and each failure of the framework, into
 * {@code application/problem+json} (RFC 9457).
 */
@NullMarked
package io.lethe.api.problem;

import org.jspecify.annotations.NullMarked;
