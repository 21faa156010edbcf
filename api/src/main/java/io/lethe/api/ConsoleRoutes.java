package io.lethe.api;

import io.dropwizard.core.setup.Environment;
import io.lethe.api.desk.ClosedRequestsResource;
import io.lethe.api.desk.ConsoleRefusals;
import io.lethe.api.desk.DeskActs;
import io.lethe.api.desk.HoldsResource;
import io.lethe.api.desk.IntakeResource;
import io.lethe.api.desk.LogResource;
import io.lethe.api.desk.OperationsResource;
import io.lethe.api.desk.Pages;
import io.lethe.api.desk.RequestsResource;
import io.lethe.api.desk.SignInResource;
import io.lethe.api.desk.SubjectSearch;
import io.lethe.api.desk.WorkflowLinks;
import io.lethe.api.rights.RequestWorkflows;
import io.lethe.api.staff.ConsoleGate;
import io.lethe.api.staff.ConsoleSettings;
import io.lethe.api.staff.SessionTickets;
import io.lethe.api.staff.StaffSignIn;
import io.lethe.storage.Stores;
import io.lethe.storage.rights.Rights;
import io.lethe.storage.staff.Staff;
import io.lethe.workflows.TemporalConnection;
import io.lethe.workflows.rights.RightsCalls;
import java.time.Clock;
import java.util.List;

/** What serves {@code /console}. */
final class ConsoleRoutes {
  private ConsoleRoutes() {}

  static List<Object> of(
      ApiConfiguration configuration,
      Environment environment,
      Stores stores,
      TemporalConnection temporal,
      Clock clock) {
    ConsoleSettings settings = configuration.console();
    Staff staff = stores.staff().staff();
    SessionTickets tickets = new SessionTickets(stores.staff().tickets(), staff, settings, clock);
    Pages pages = new Pages();
    WorkflowLinks links =
        new WorkflowLinks(settings.temporalUi(), configuration.temporal().namespace());
    Rights rights = stores.people().rights();
    Patience patience =
        new Patience(
            environment.lifecycle().scheduledExecutorService("desk-timer").threads(1).build());
    DeskActs acts =
        new DeskActs(
            rights.desk(),
            rights.letters(),
            new RequestWorkflows(new RightsCalls(temporal.client()), patience));
    return List.of(
        new ConsoleGate(tickets),
        new ConsoleRefusals(pages),
        new ConsoleRefusals.Problems(pages),
        new SignInResource(
            new StaffSignIn(configuration.identity(), settings, staff, tickets, clock), tickets),
        new RequestsResource(rights, acts, links, pages, clock),
        new ClosedRequestsResource(rights, pages, clock),
        new IntakeResource(rights.letters(), acts, pages),
        new HoldsResource(
            rights.holds(),
            new SubjectSearch(stores.people().accounts(), rights.holds()),
            acts,
            pages,
            clock),
        new OperationsResource(stores.staff().lookout(), links, pages, clock),
        new LogResource(stores.staff().log(), pages));
  }
}
