/**
 * How mail leaves: from the outbox in the ledger, through one gate, over SMTP. Read {@link
 * io.lethe.workers.mail.MailDelivery} first.
 */
@NullMarked
package io.lethe.workers.mail;

import org.jspecify.annotations.NullMarked;
