/**
 * The whole system on real parts: PostgreSQL, a real Temporal server, HTTP, and the simulated
 * fal.ai.
 */
@org.jspecify.annotations.NullMarked
package io.lethe.dev.journey;
