import math

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from kept_tables import events, kept_file

from core.sheets.kinds import KINDS, PROCESS
from core.store import Workspace, rows
from core.store.tables import PROVENANCE, rows_table
from core.store.uploads import KeptTable


def test_every_step_knows_its_file_sheet_and_row(workspace: Workspace) -> None:
    upload_id = kept_file(
        workspace, "book.xlsx", events("find", "talk", sheet="Events"), events("click", sheet="Ads")
    )
    found = rows.steps(workspace)
    assert found[["upload", "file", "sheet", "row", "position", "step"]].to_numpy().tolist() == [
        [upload_id, "book.xlsx", "Events", 2, 0, "find"],
        [upload_id, "book.xlsx", "Events", 3, 1, "talk"],
        [upload_id, "book.xlsx", "Ads", 2, 2, "click"],
    ]


def test_the_columns_are_those_of_the_kind_then_where_a_row_comes_from(workspace: Workspace) -> None:
    found = rows.steps(workspace)
    fields = [name for name, _ in PROCESS.fields]
    assert found.columns.tolist() == [*fields, "upload", "file", "sheet", "row", "position"]


def test_texts_are_str_and_numbers_float_whether_or_not_anything_was_said(workspace: Workspace) -> None:
    expected = {"varchar": "str", "double": "float64"}
    for name in ("1.xlsx", "2.xlsx"):
        types = rows.steps(workspace).dtypes.astype(str).to_dict()
        assert {name: types[name] for name, _ in PROCESS.fields} == {
            name: expected[sql_type] for name, sql_type in PROCESS.fields
        }
        kept_file(workspace, name, events("find", "talk", minutes=[20.0, None], note=[None, "long"]))
    found = rows.steps(workspace)
    assert found["minutes"].tolist()[0] == 20
    assert math.isnan(found["minutes"][1])
    assert found["note"].isna().tolist() == [True, False] * 2
    assert found["role"].isna().all()


def test_a_text_that_only_the_last_of_many_rows_has_is_kept(workspace: Workspace) -> None:
    count = 20_000
    notes = pd.Series([None] * (count - 1) + ["by train"], dtype=object)
    kept_file(workspace, "long.xlsx", events(*["find"] * count, note=notes, minutes=np.arange(count) / 4))
    found = rows.steps(workspace)
    assert found["note"].notna().sum() == 1
    assert found["note"].iloc[-1] == "by train"
    assert found["minutes"].sum() == sum(range(count)) / 4
    assert found["position"].tolist() == list(range(count))


def test_files_stand_in_the_order_in_which_they_were_kept(workspace: Workspace) -> None:
    names = [f"{number}.xlsx" for number in range(12)]
    for name in names:
        kept_file(workspace, name, events("find"))
    assert rows.steps(workspace)["file"].tolist() == names


def test_a_sheet_whose_rows_all_wait_is_kept_empty(workspace: Workspace) -> None:
    kept_file(workspace, "events.xlsx", events(), events("find", sheet="B"))
    assert rows.steps(workspace)["step"].tolist() == ["find"]


def test_roles_are_kept_beside_the_steps_of_the_same_file(workspace: Workspace) -> None:
    team = pd.DataFrame({"role": ["Owner", "Camera"], "hourly_rate": [None, 45.0], "row": [2, 3]})
    kept_file(workspace, "book.xlsx", events("find"), KeptTable("roles", "Team", team))
    found = rows.roles(workspace)
    assert found["role"].tolist() == ["Owner", "Camera"]
    assert found["hourly_rate"].fillna(-1).tolist() == [-1, 45]
    assert found["position"].tolist() == [1, 2]
    assert rows.steps(workspace)["step"].tolist() == ["find"]


def test_every_kind_of_sheet_has_a_table_with_its_columns_and_where_rows_come_from(
    workspace: Workspace,
) -> None:
    for kind in KINDS.values():
        with workspace.cursor() as cursor:
            described = cursor.execute(f"select * from {rows_table(kind)}").description
        names = [name for name, _ in (*kind.fields, *PROVENANCE)]
        assert [column[0] for column in described or ()] == names


@settings(max_examples=12, deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=5), st.text(min_size=1))
def test_any_text_in_a_sheet_comes_back_letter_by_letter(texts: list[str], sheet: str) -> None:
    with Workspace.open() as workspace:
        kept_file(workspace, "any.xlsx", events(*texts, channel=sheet, sheet=sheet, note=texts[::-1]))
        found = rows.steps(workspace)
        assert found["step"].tolist() == texts
        assert found["note"].tolist() == texts[::-1]
        assert set(found["sheet"]) == set(found["channel"]) == {sheet}
