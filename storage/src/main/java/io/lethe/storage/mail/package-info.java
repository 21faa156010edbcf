/** Mail that waits to be sent. Read {@link io.lethe.storage.mail.Outbox}. */
@NullMarked
package io.lethe.storage.mail;

import org.jspecify.annotations.NullMarked;
