/**
 * What tests of this module and of others stand on: a real PostgreSQL and sample uploads, shared
 * through the test jar. Read {@link io.lethe.storage.testing.LedgerExtension} and {@link
 * io.lethe.storage.testing.DrawnFace}.
 */
@NullMarked
package io.lethe.storage.testing;

import org.jspecify.annotations.NullMarked;
