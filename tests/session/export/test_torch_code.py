"""Exported PyTorch scripts: whole, with no name that is not there. ``tests/soak/torch_scripts.py`` runs them."""

import ast
import builtins
from dataclasses import replace

import numpy as np
import pytest

from gd_visualizer.core.errors import InputError
from gd_visualizer.core.expression.operations import OPERATIONS
from gd_visualizer.core.models.network import Network
from gd_visualizer.core.penalty import Penalty
from gd_visualizer.core.registry import create, registered
from gd_visualizer.session.document import first_document
from gd_visualizer.session.export.torch_code import torch_code
from gd_visualizer.session.export.torch_parts import ACTIVATIONS, LOSSES, OPTIMIZERS, VALUES
from tests.soak.torch_scripts import documents, models


def script_of(document, steps=3):
    return torch_code(document, np.array(document.start), steps)


def unknown_names(script):
    """Return the names that are read somewhere and given a meaning nowhere, and settings that torch would not know."""
    tree = ast.parse(script)
    known, read = set(dir(builtins)) | {"__name__"}, set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (read if isinstance(node.ctx, ast.Load) else known).add(node.id)
        elif isinstance(node, ast.arg):
            known.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef | ast.alias):
            known.add(node.name)
    return read - known


def test_the_check_sees_an_unknown_name():
    assert unknown_names("import torch\nx = torch.pi * radius\n") == {"radius"}


def test_every_combination_is_a_whole_script():
    """All models × losses × optimizers, and each schedule with batches, penalties and climbing."""
    count = 0
    for name, document in documents():
        script = script_of(document)
        compile(script, name, "exec")
        assert unknown_names(script) == set(), name
        assert "np." not in script, name
        assert "gd_visualizer" not in script
        count += 1
    assert count > 2000


def test_every_operation_loss_and_activation_has_its_name_in_torch():
    assert VALUES.keys() == OPERATIONS.keys()
    assert LOSSES.keys() == registered("losses").keys()
    used = {name.split()[-1] for name, document in models() if isinstance(document.model, Network)}
    assert ACTIVATIONS.keys() - {"identity"} == used
    tried = {
        node.operation for _name, document in models() if hasattr(document.model, "graph")
        for node in document.model.graph.nodes
    }  # fmt: skip
    assert tried >= {"max", "min", "abs", "relu", "step", "sigmoid", "tanh", "sqrt", "arctan"}


@pytest.mark.parametrize("key", sorted(registered("optimizers").keys() - OPTIMIZERS.keys()))
def test_an_optimizer_that_torch_lacks_is_refused_in_one_sentence(key):
    document = replace(first_document(), optimizer=create("optimizers", key))
    with pytest.raises(InputError, match=r"PyTorch has no .*: choose another optimizer"):
        script_of(document)


def test_only_those_that_look_around_are_missing():
    missing = registered("optimizers").keys() - OPTIMIZERS.keys()
    assert all(registered("optimizers")[key].looks_around for key in missing)
    assert len(OPTIMIZERS) == 12


def test_settings_stand_in_the_script_with_all_digits():
    rate = 0.1 + 0.2
    optimizer = create("optimizers", "adamw", learning_rate=rate, beta1=0.8, weight_decay=0.03, amsgrad=True)
    document = replace(first_document(), optimizer=optimizer, penalty=Penalty(l2=1 / 3), climb=True,
                       loss=create("losses", "huber", delta=0.7))  # fmt: skip
    script = script_of(document)
    assert "torch.optim.AdamW([parameters], lr=0.30000000000000004, betas=(0.8, 0.999)" in script
    assert "amsgrad=True" in script
    assert "0.3333333333333333 * torch.sum(parameters * parameters)" in script
    assert "value = -loss_of" in script
    assert "delta=0.7" in script
    assert repr(float(document.dataset.x[0])) in script


def test_batches_come_in_the_programs_own_order():
    document = replace(first_document(), batch_size=3, seed=5)
    tree = ast.parse(script_of(document, 7))
    order = next(ast.literal_eval(node.value) for node in tree.body
                 if isinstance(node, ast.Assign) and node.targets[0].id == "ORDER")  # fmt: skip
    assert len(order) == 3
    for step in range(7):
        epoch, place = divmod(step, 3)
        assert order[epoch][place * 3 : place * 3 + 3] == document.plan.batch(step, 8).tolist()


def test_nesterov_without_momentum_is_plain_descent():
    document = replace(first_document(), optimizer=create("optimizers", "nesterov", momentum=0.0))
    assert "nesterov=True" not in script_of(document)


def test_too_much_for_a_script_is_refused_in_words():
    document = first_document()
    with pytest.raises(InputError, match="points"):
        script_of(replace(document, dataset=document.dataset.cleared()))
    with pytest.raises(InputError, match="fewer steps"):
        script_of(replace(document, batch_size=3), 1_000_000)
