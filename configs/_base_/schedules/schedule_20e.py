# Twenty epochs; a tenth of the rate from epochs 16 and 19.
_base_ = './schedule_1x.py'

train_cfg = dict(max_epochs=20)
param_scheduler = [
    dict(
        type='LinearLR', by_epoch=False, begin=0, end=500, start_factor=0.001),
    dict(
        type='MultiStepLR', by_epoch=True, begin=0, end=20,
        milestones=[16, 19], gamma=0.1),
]
