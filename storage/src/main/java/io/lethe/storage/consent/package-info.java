/**
 * What subjects agreed to, and the notices they were shown. Read {@link
 * io.lethe.storage.consent.Consents} first.
 */
@NullMarked
package io.lethe.storage.consent;

import org.jspecify.annotations.NullMarked;
