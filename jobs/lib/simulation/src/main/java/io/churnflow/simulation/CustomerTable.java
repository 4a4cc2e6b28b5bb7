package io.churnflow.simulation;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.NumberColumn.Kind;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// Customers as columns, named as the Telco table's.
public final class CustomerTable {
  /// The column that tells customers apart.
  public static final String ID = "customer_id";

  /// The column that says who has left, by `Yes` and `No`.
  public static final String TARGET = "churn";

  private static final List<String> SERVICES =
      List.of(
          "online_security",
          "online_backup",
          "device_protection",
          "tech_support",
          "streaming_tv",
          "streaming_movies");

  private final List<Customer> customers;
  private final List<Column> columns = new ArrayList<>();

  private CustomerTable(List<Customer> customers) {
    this.customers = customers;
  }

  static Table of(int month, List<Customer> customers) {
    CustomerTable table = new CustomerTable(customers);
    table.ids(month);
    table.flag("female", Customer::female);
    table.flag("senior_citizen", Customer::senior);
    table.flag("partner", Customer::partner);
    table.flag("dependents", Customer::dependents);
    table.number("tenure", Kind.INTEGER, Customer::tenure);
    table.flag("phone_service", Customer::phone);
    table.category("multiple_lines", Customer::lines);
    table.category("internet_service", Customer::internet);
    for (int i = 0; i < SERVICES.size(); i++) {
      int service = i;
      table.category(SERVICES.get(i), customer -> customer.services()[service]);
    }
    table.category("contract", Customer::contract);
    table.flag("paperless_billing", Customer::paperless);
    table.category("payment_method", Customer::payment);
    table.number("monthly_charges", Kind.NUMBER, Customer::monthlyCharges);
    table.number("total_charges", Kind.NUMBER, Customer::totalCharges);
    table.category(TARGET, customer -> customer.leaves() ? Population.YES : Population.NO);
    return new Table(table.columns, customers.size());
  }

  /// `M03-000017` is the eighteenth customer of month 3.
  private void ids(int month) {
    String[] ids = new String[customers.size()];
    for (int row = 0; row < ids.length; row++) {
      ids[row] = "M%02d-%06d".formatted(month, row);
    }
    columns.add(new TextColumn(ID, ids));
  }

  private void flag(String name, Predicate<Customer> flag) {
    number(name, Kind.BOOLEAN, customer -> flag.test(customer) ? 1 : 0);
  }

  private void number(String name, Kind kind, ToDoubleFunction<Customer> number) {
    columns.add(new NumberColumn(name, kind, customers.stream().mapToDouble(number).toArray()));
  }

  private void category(String name, Function<Customer, String> text) {
    Map<String, Integer> codes = new LinkedHashMap<>();
    int[] cells = new int[customers.size()];
    for (int row = 0; row < cells.length; row++) {
      String cell = text.apply(customers.get(row));
      Integer code = codes.putIfAbsent(cell, codes.size());
      cells[row] = code == null ? codes.size() - 1 : code;
    }
    columns.add(new CategoryColumn(name, cells, List.copyOf(codes.keySet())));
  }
}
